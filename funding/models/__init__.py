from funding.models.bid import Bid, BidMove, BidPriority, CostLine
from funding.models.grant import Funder, Grant, Pot
from funding.models.ledger import Entry

__all__ = ["Bid", "BidMove", "BidPriority", "CostLine", "Entry", "Funder", "Grant", "Pot"]
