"""Ready-made questions: a library of SPARQL files, bound to names, asked of any store, answered with evidence."""

from regiongraf.questions.answering import Answer, Argument, ask
from regiongraf.questions.arranging import arrange, parted
from regiongraf.questions.library import Column, Parameter, Question, library
from regiongraf.questions.lookup import Lookup
from regiongraf.questions.onday import OnDay
from regiongraf.questions.provenance import Evidence, Provenance

__all__ = [
    "Answer",
    "Argument",
    "Column",
    "Evidence",
    "Lookup",
    "OnDay",
    "Parameter",
    "Provenance",
    "Question",
    "arrange",
    "ask",
    "library",
    "parted",
]
