"""The demo enterprise: invented, the same every time, its dates relative to today."""

DEMO_PASSWORD = "lianxin-demo-2026"  # noqa: S105 -- public; such accounts open in demo mode only
