"""OHMS XML: transcript, index and record of an interview, synchronised.

The Oral History Metadata Synchronizer of the Louie B. Nunn Center, versions 5.x
and 6.0 (namespace https://www.weareavp.com/nunncenter/ohms). ``dump`` writes
files that are valid against ``ohms-6.0.xsd``.
"""

from . import fields
from .reading import parse, parse_records
from .transcripts import FORM, INTERVAL, LEGACY, is_legacy
from .writing import dump

__all__ = ["FORM", "INTERVAL", "LEGACY", "dump", "fields", "is_legacy", "parse", "parse_records"]
