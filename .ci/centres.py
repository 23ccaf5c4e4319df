"""Make ``heritage/memorials/data/centres.csv``: where the divisions are.

``python .ci/centres.py ADCODES`` takes the table of PyPI ``cpca`` (MIT), whose
points are those of a web map (GCJ-02), and writes them in WGS-84 for the
divisions the project knows.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import prcoords

ROOT = Path(__file__).resolve().parent.parent / "heritage"
DIVISIONS = ROOT / "people" / "data" / "divisions.csv"
CENTRES = ROOT / "memorials" / "data" / "centres.csv"


def main(source: str) -> int:
    with DIVISIONS.open(encoding="utf-8") as stream:
        known = {row["code"] for row in csv.DictReader(stream)}
    with open(source, encoding="utf-8") as stream:
        rows = {row["adcode"][:6]: row for row in csv.DictReader(stream)}
    with CENTRES.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["code", "latitude", "longitude"])
        for code in sorted(known & set(rows)):
            row = rows[code]
            if not row["latitude"] or not row["longitude"]:
                continue
            shifted = (float(row["latitude"]), float(row["longitude"]))
            found = prcoords.gcj_wgs_bored(shifted)
            writer.writerow([code, f"{found.lat:.3f}", f"{found.lon:.3f}"])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
