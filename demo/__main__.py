"""`python -m demo --products FILE.csv`: the demo's products as an import file."""

import argparse
from pathlib import Path

from connectors.files.products import PRODUCTS
from connectors.files.writing import write_file
from demo.world import make_world


def main() -> None:
    """Make the world and write what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m demo", description=__doc__)
    parser.add_argument(
        "--products", type=Path, required=True, metavar="FILE", help=".csv, .csv.gz or .jsonl"
    )
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    world = make_world(given.seed)
    count = write_file(given.products, PRODUCTS.columns, map(PRODUCTS.write, world.products))
    print(f"{count} products written to {given.products}")  # noqa: T201  # a command's answer


if __name__ == "__main__":
    main()
