"""Judging a dataset: SHACL (`shacl`), OWL (`owl`), and the ontology's own hygiene (`hygiene`).

The only door to pyshacl and owlready2.
"""
