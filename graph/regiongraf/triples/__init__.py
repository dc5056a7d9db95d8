"""Records to RDF: each record becomes a node with its own IRI, each value a term in N-Triples text. No blank nodes."""

from regiongraf.triples.corpus import Statements, statements
from regiongraf.triples.terms import Quad, Triple

__all__ = ["Quad", "Statements", "Triple", "statements"]
