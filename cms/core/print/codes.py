"""QR codes in documents (ISO/IEC 18004), drawn as vectors."""

from __future__ import annotations

import io
from dataclasses import dataclass

import segno

INK = "#1F1B18"


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code in the data of a document; the template gets it as a picture.

    ``text`` is what a phone reads, mostly an address; ``error`` the level of
    correction (L, M, Q, H: 7, 15, 25, 30 per cent). Labels that weather or are
    engraved want H.
    """

    text: str
    error: str = "M"

    def svg(self) -> bytes:
        """The code with its quiet zone of four modules; ``DataOverflowError`` if too long."""
        out = io.BytesIO()
        code = segno.make_qr(self.text, error=self.error, boost_error=False)
        code.save(out, kind="svg", border=4, dark=INK, light="#FFFFFF", xmldecl=False)
        return out.getvalue()
