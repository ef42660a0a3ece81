# examples: installed to be read; the C one is built by make check, too
examplesdir = $(docdir)/examples
dist_examples_DATA = examples/README.md examples/request.c
dist_examples_SCRIPTS = examples/request.py examples/request.sh

check_PROGRAMS += examples/request
examples_request_SOURCES = examples/request.c
examples_request_LDADD = libnbgate.la
