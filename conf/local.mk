# A sample: it lies beside the documentation, nothing reads it there.
dist_doc_DATA += conf/nbgate.conf
