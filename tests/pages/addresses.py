"""Every address: what each role is answered. Literal, from the policy's words."""

NUMBERS: dict[str, dict[str, str]] = {}
POSTED: set[str] = set()
TABLE: dict[str, str] = {}
