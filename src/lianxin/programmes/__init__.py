"""Programmes: short scripts over the nouns below, one folder each, none knowing another."""
