"""Secret ballots that anyone can check: the protocol of Belenios, version 1."""
