"""`python -m lib.cli`, where the command `oversight` is not installed."""

from lib.cli import main

main()
