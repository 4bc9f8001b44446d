"""Tests of tipcli.views."""
