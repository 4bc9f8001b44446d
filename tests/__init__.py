"""Tests of tipcli; they mirror the source, and those of the command run it as users do."""
