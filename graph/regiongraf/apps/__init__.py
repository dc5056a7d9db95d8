"""Faces that people touch: the command line."""
