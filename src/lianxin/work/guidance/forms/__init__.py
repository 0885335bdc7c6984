"""Forms for documents and plans."""
