"""`python -m scraper.cli`, for where no console script is installed."""

from scraper.cli.main import main

main()
