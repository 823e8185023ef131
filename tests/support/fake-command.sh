#!/bin/sh
# Reads what it shall do from the file beside the link by which it's called. A script that was written a moment ago
# can't be started while another thread begins a process, which still holds it open for writing (ETXTBSY).
. "$0.sh"
