"""Many routines become one folder for the web: sound files, a page that lists them, and a podcast feed."""

from typing import TYPE_CHECKING

from coach._faces import face

if TYPE_CHECKING:
    from coach.shelf._address import Address as Address
    from coach.shelf._address import address as address
    from coach.shelf._feed import FEED_NAME as FEED_NAME
    from coach.shelf._index import INDEX_NAME as INDEX_NAME
    from coach.shelf._make_shelf import Order as Order
    from coach.shelf._make_shelf import Report as Report
    from coach.shelf._make_shelf import make_shelf as make_shelf
    from coach.shelf._masthead import MastheadWishes as MastheadWishes

__all__ = [
    "FEED_NAME",
    "INDEX_NAME",
    "Address",
    "MastheadWishes",
    "Order",
    "Report",
    "address",
    "make_shelf",
]

__getattr__ = face(
    __name__,
    {
        "_address": (
            "Address",
            "address",
        ),
        "_feed": ("FEED_NAME",),
        "_index": ("INDEX_NAME",),
        "_make_shelf": (
            "Order",
            "Report",
            "make_shelf",
        ),
        "_masthead": ("MastheadWishes",),
    },
)
