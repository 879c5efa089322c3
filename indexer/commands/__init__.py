"""The commands of `fangzhi`, by what they are for; with cli.py, which gathers them, a composition root."""
