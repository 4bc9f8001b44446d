set -g fish_trace ''
set -gx IFS _
function isatty; false; end; cd /
function tips; false; end; alias today false
