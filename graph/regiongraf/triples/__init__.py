"""Records to RDF: each record becomes a node with its own IRI, each value a term in N-Triples text. No blank nodes.

What makes them of records is `triples.corpus`; who asks a store needs the terms alone.
"""

from regiongraf.triples.terms import Quad, Triple

__all__ = ["Quad", "Triple"]
