"""The writing half of Fangzhi, and the contract that the reading half shares with it."""
