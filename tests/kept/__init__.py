"""Tests of tipcli.cli."""
