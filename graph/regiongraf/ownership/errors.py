"""What the mathematics of ownership refuses, each with the statements that it rests on."""

from __future__ import annotations

from regiongraf.errors import RegiongrafError


class OwnershipError(RegiongrafError):
    """Holdings that cannot all be true, or a question that they cannot answer."""


class UnknownOrganisation(OwnershipError):
    """An id that the network does not hold."""

    def __init__(self, id_: str) -> None:
        super().__init__(
            f"the network holds no organisation “{id_}”",
            sv=f"nätverket har ingen organisation ”{id_}”",
            hint="look its id up with `regiongraf ask organisations`",
            hint_sv="sök upp dess id med `regiongraf ask organisations`",
        )
        self.id = id_


class ImpossibleShares(OwnershipError):
    """The stated shares of one company cannot all be true; `statements` are the ids that say them."""

    def __init__(self, message: str, company: str, statements: tuple[str, ...], *, sv: str | None = None) -> None:
        said = ", ".join(statements)
        super().__init__(
            message,
            sv=sv,
            hint=f"compare {said} with their sources; mark the wrong one as Deprecated",
            hint_sv=f"jämför {said} med källorna; ge den som är fel rangen Deprecated",
        )
        self.company = company
        self.statements = statements

    def named(self, english: str, swedish: str) -> ImpossibleShares:
        """The same with the company's name in place of its id, and the statements' ids without what all IRIs share."""
        return ImpossibleShares(
            self.message.replace(self.company, english),
            self.company,
            tuple(id_.rpartition("/id/")[2] for id_ in self.statements),
            sv=self.sv and self.sv.replace(self.company, swedish),
        )
