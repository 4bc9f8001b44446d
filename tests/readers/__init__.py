"""Tests of tipcli.readers."""
