"""A process that crawls and crawls into an archive, and says what is safe, until somebody kills it.

`python -m tests.archive.crawler_to_kill FOLDER SEED`: a line `capture_id url` for each receipt.
"""

from __future__ import annotations

import random
import sys
from concurrent.futures import Future
from functools import partial
from pathlib import Path

from archive.model.exchange import Exchange
from archive.wire.records import Stored
from tests.archive.conftest import SITE, Crawl, open_writer, page


def tell(exchange: Exchange, done: Future[Stored]) -> None:
    if not done.exception():
        print(done.result().capture_id, exchange.url, exchange.fetched_at, flush=True)


def main(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    with open_writer(folder, roll_at=60_000) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        print("begun", flush=True)
        number = 0
        while True:
            number += 1
            body = page(f"Titre {chance.randrange(50)}", chance.randbytes(chance.randrange(4000)).hex())
            second = f"{number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}"
            exchange = crawl.exchange(f"/{number % 40}", body, at=f"2026-01-01T{second}Z")
            future = writer.put(exchange)
            future.add_done_callback(partial(tell, exchange))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
