"""Where a dataset lies and how it is asked: one `Store` protocol, an embedded store, and any SPARQL endpoint."""

from regiongraf.store.protocol import Store
from regiongraf.store.results import Iri, Literal, Solutions, Term

__all__ = ["Iri", "Literal", "Solutions", "Store", "Term"]
