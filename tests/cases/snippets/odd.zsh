setopt nounset
setopt errexit
setopt errexit nounset errreturn
emulate sh
emulate ksh
emulate csh; HOME=$HOME
emulate sh; set -eu
setopt ksharrays shwordsplit nullglob noclobber clobberempty
setopt noglob
setopt shglob rcquotes
setopt extendedglob globdots globsubst
setopt noclobber; IFS=_0-/
setopt warncreateglobal warnnestedvar
typeset -r day=1 text=2; readonly file=1
setopt nomultibyte cshnullglob
setopt nomonitor nobgnice
alias -g N=x L=y
setopt posixbuiltins posixaliases posixidentifiers
setopt typesetsilent noequals nofunctionargzero
setopt promptsubst nopromptpercent
