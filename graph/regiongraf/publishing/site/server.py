"""The one snippet that a web server needs so that addresses answer in the form that is asked for."""

from __future__ import annotations

from urllib.parse import urlsplit

SNIPPET = """\
# Content negotiation for the addresses of {base}
# Innehållsförhandling för adresserna under {base}
#
# The first part goes into the http block (for Debian: a file in /etc/nginx/conf.d/), the second into the server block.
# The folder that `regiongraf publish` wrote is the root. Tested against Debian's nginx.

# ---- http
map $http_accept $regiongraf_form {{
    default                                  index.html;
    "~*^[^,;]*text/turtle"                   index.ttl;
    "~*^[^,;]*application/ld\\+json"          index.jsonld;
    "~*^(?!.*text/html).*text/turtle"        index.ttl;
    "~*^(?!.*text/html).*application/ld\\+json" index.jsonld;
}}
map $http_accept $regiongraf_ontology {{
    default                                  index.html;
    "~*^[^,;]*text/turtle"                   ontology.ttl;
    "~*^[^,;]*application/rdf\\+xml"          ontology.rdf;
    "~*^[^,;]*application/ld\\+json"          ontology.jsonld;
}}
map $http_accept $regiongraf_catalogue {{
    default                                  downloads/index.html;
    "~*^[^,;]*text/turtle"                   dcat.ttl;
    "~*^[^,;]*application/rdf\\+xml"          dcat.rdf;
    "~*^[^,;]*application/ld\\+json"          dcat.jsonld;
}}

# ---- server
types {{
    text/html                html;
    text/css                 css;
    text/javascript          js;
    text/turtle              ttl;
    application/ld+json      jsonld;
    application/rdf+xml      rdf;
    application/json         json;
    application/wasm         wasm;
    application/gzip         gz;
    application/zip          zip;
    application/xml          graphml;
    application/gexf+xml     gexf;
}}
charset utf-8;
charset_types text/html text/css text/javascript text/turtle application/ld+json application/rdf+xml;
error_page 404 {path}404.html;
# What is part of something else is told of on the page of the whole: a passage on that of its document.
location ~ ^{path}id/evidence/(?<regiongraf_work>[^/]+)/(?<regiongraf_part>[^/]+)/(?<regiongraf_span>[0-9-]+) {{
    add_header Vary Accept always;
    return 303 {path}id/source/$regiongraf_work/document/$regiongraf_part/$regiongraf_form#$regiongraf_span;
}}
location ~ ^{path}id/(?<regiongraf_thing>[a-z-]+/[a-z0-9-]+)/(?:identifier/[^/]+|indicators)/?$ {{
    add_header Vary Accept always;
    return 303 {path}id/$regiongraf_thing/$regiongraf_form;
}}
location ~ ^{path}id/(?<regiongraf_thing>[a-z0-9-]+(?:/[a-z0-9-]+)+)/?$ {{
    # A thing is no document: its address leads to the one that tells of it.
    add_header Vary Accept always;
    return 303 {path}id/$regiongraf_thing/$regiongraf_form;
}}
location ~ ^{path}graph/source/(?<regiongraf_work>[a-z0-9-]+)$ {{
    return 303 {path}downloads/graphs/source-$regiongraf_work.ttl;
}}
location ~ ^{path}graph/(?<regiongraf_graph>registry|derived)$ {{
    return 303 {path}downloads/graphs/$regiongraf_graph.ttl;
}}
location ~ ^{path}(?:catalogue|dataset)(?:/|$) {{
    add_header Vary Accept always;
    return 303 {path}$regiongraf_catalogue;
}}
location ~ ^{path}(?:def|graph/ontology)$ {{
    add_header Vary Accept always;
    return 303 {path}def/$regiongraf_ontology;
}}
location {path} {{
    add_header Access-Control-Allow-Origin * always;
    add_header X-Content-Type-Options nosniff always;
    index index.html;
}}
"""


def nginx(base: str) -> str:
    """The snippet for a base address."""
    return SNIPPET.format(base=base, path=urlsplit(base).path or "/")
