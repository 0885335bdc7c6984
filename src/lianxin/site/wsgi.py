"""The entry of the application server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxin.site.settings")
application = get_wsgi_application()

from lianxin.site.guarding import refuse_to_serve  # noqa: E402 -- after Django is set up

refuse_to_serve()
