"""The programming interface: its endpoints, and their description as OpenAPI."""

from django.contrib.auth.decorators import login_not_required
from ninja import NinjaAPI

from lianxin.org.personnel.api import router as personnel

api = NinjaAPI(
    title="Lianxin",
    version="1",
    urls_namespace="api",
    docs_url=None,  # its page would load scripts from elsewhere
    openapi_url="/openapi.json",
)
api.add_router("/personnel", personnel)

# Whoever calls has a token, no session; the description says nothing of the house.
urlpatterns, _app, _namespace = api.urls
for _pattern in urlpatterns:
    if _pattern.callback is not None:
        login_not_required(_pattern.callback)
