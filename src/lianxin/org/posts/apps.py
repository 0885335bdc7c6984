"""Posts, who holds them, and what follows from holding them."""

from django.apps import AppConfig


class PostsConfig(AppConfig):
    name = "lianxin.org.posts"
    label = "posts"
