"""What the mathematics of ownership refuses, each with the statements that it rests on."""

from __future__ import annotations

from regiongraf.errors import RegiongrafError


class OwnershipError(RegiongrafError):
    """Holdings that cannot all be true, or a question that they cannot answer."""


class UnknownOrganisation(OwnershipError):
    """An id that the network does not hold."""

    def __init__(self, id_: str) -> None:
        hint = "look its id up with `regiongraf ask organisations`"
        super().__init__(f"the network holds no organisation “{id_}”", hint=hint)
        self.id = id_


class ImpossibleShares(OwnershipError):
    """The stated shares of one company cannot all be true; `statements` are the ids that say them."""

    def __init__(self, message: str, company: str, statements: tuple[str, ...]) -> None:
        said = ", ".join(statements)
        super().__init__(message, hint=f"compare {said} with their sources; mark the wrong one as Deprecated")
        self.company = company
        self.statements = statements
