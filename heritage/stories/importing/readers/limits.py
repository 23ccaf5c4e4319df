"""Limits on what is read. An article is short; anything beyond these is a mistake or an attack."""

MAX_FILE_BYTES = 20 * 1024 * 1024
"""Of any file: a document with pictures is the largest thing that comes in."""

MAX_MARKUP_BYTES = 4 * 1024 * 1024
"""Of a text or web page, which carries no pictures."""

MAX_CHARACTERS = 200_000
"""Of text in one article."""

MAX_TAGS = 40_000
"""Of a web page; an article's page has a few thousand at most."""

MAX_UNCLOSED = 50
"""Of tags and comments without an end, on which the parser takes quadratic time."""

MAX_ZIP_ENTRIES = 2_000
MAX_UNPACKED_BYTES = 128 * 1024 * 1024
MAX_XML_BYTES = 24 * 1024 * 1024
"""Of all XML parts of a document together, which are held in memory as trees."""

MAX_RATIO = 200
RATIO_FLOOR_BYTES = 1024 * 1024
"""Unpacked size from which a part's packing ratio is looked at: small parts pack well honestly."""

MAX_DEPTH = 200
"""Of nested XML elements in a document part."""
