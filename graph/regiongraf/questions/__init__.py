"""Ready-made questions: a library of SPARQL files, bound to names, asked of any store, answered with evidence."""

from regiongraf.questions.answering import Answer, ask
from regiongraf.questions.library import Column, Parameter, Question, library
from regiongraf.questions.lookup import Lookup
from regiongraf.questions.onday import OnDay
from regiongraf.questions.provenance import Evidence, Provenance

__all__ = ["Answer", "Column", "Evidence", "Lookup", "OnDay", "Parameter", "Provenance", "Question", "ask", "library"]
