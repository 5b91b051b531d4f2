"""Run the command line: python -m fpdata."""

from fpdata.cli import main

main()
