from funding.models.bid import Bid, BidMove
from funding.models.grant import Funder, Grant, Pot
from funding.models.ledger import Entry
from funding.models.sheet import KeptSheet, PrintedTotal

__all__ = ["Bid", "BidMove", "Entry", "Funder", "Grant", "KeptSheet", "Pot", "PrintedTotal"]
