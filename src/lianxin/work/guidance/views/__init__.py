"""Pages of documents and plans."""
