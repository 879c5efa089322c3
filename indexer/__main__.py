"""`python -m indexer` is the command `fangzhi`."""

from indexer.cli import main

main(prog_name="fangzhi")
