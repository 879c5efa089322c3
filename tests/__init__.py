"""The tests: unit tests mirror the packages; conformance, golden files and the browser stand beside them."""
