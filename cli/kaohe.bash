# Completion of kaohe for bash. Install as .../bash-completion/completions/kaohe, or source it.

# Each bundled rule file begins with its id, underlined.
_kaohe_ids() {
	command kaohe rules 2>/dev/null | awk '/^═/ && !seen[id]++ { print id } { id = $1 }'
}

_kaohe() {
	local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command='' i
	COMPREPLY=()
	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		score | explain | aggregate | whatif | goal | check | diff | allocate | sensitivity | report | progress | ledger | template | init | lint | rules | help | version) command=${COMP_WORDS[i]}; break ;;
		esac
	done
	case $previous in
	--format)
		[[ $command == report ]] && { mapfile -t COMPREPLY < <(compgen -W 'text html md csv json xlsx docx pdf' -- "$current"); return; }
		[[ $command == check ]] && { mapfile -t COMPREPLY < <(compgen -W 'text csv json html xlsx' -- "$current"); return; }
		mapfile -t COMPREPLY < <(compgen -W 'text csv json' -- "$current"); return ;;
	--form) mapfile -t COMPREPLY < <(compgen -W 'counts values judged ledger' -- "$current"); return ;;
	--rules) mapfile -t COMPREPLY < <(compgen -W "$(_kaohe_ids)" -- "$current"); return ;;
	--encoding) mapfile -t COMPREPLY < <(compgen -W 'utf-8 gb18030' -- "$current"); return ;;
	--color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$current"); return ;;
	--lang) mapfile -t COMPREPLY < <(compgen -W 'zh en' -- "$current"); return ;;
	--set) mapfile -t COMPREPLY < <(compgen -W 'policy. weight. points. target. count. value. judged.' -- "$current")
		compopt -o nospace 2>/dev/null; return ;;
	--weights) mapfile -t COMPREPLY < <(compgen -W 'simplex box:20% order dirichlet:50' -- "$current"); return ;;
	--only) mapfile -t COMPREPLY < <(compgen -W 'acceptability pairwise moments quantiles central stability exact readings extremes tornado sobol' -- "$current"); return ;;
	-o | --output | --scenario | --matrix | --weights-file) compopt -o default 2>/dev/null; return ;;
	--unit | --item | --as-of | --department | --indicator | --draws | --precision | --seed | --threads | --recognise | --score | --rank | --effort | --period) return ;;
	esac
	local options='--lang --help --version'
	case $command in
	score | aggregate) options+=' --format --output --set --rebalance --encoding --color' ;;
	ledger) options+=' --unit --format --output --set --rebalance --encoding --color' ;;
	whatif) options+=' --format --output --set --rebalance --scenario --encoding --color' ;;
	goal) options+=' --unit --score --rank --effort --format --output --set --rebalance --encoding --color' ;;
	check) options+=' --unit --as-of --format --output --set --rebalance --encoding --color' ;;
	diff) options+=' --format --output --encoding --color' ;;
	allocate) options+=' --period --format --output --encoding --color' ;;
	sensitivity)
		options+=' --format --output --set --rebalance --encoding --color --matrix --weights-file --weights --only'
		options+=' --draws --precision --seed --threads --recognise' ;;
	report) options+=' --format --output --unit --set --rebalance --draws --seed --threads --encoding' ;;
	explain) options+=' --unit --item --output --set --rebalance --color' ;;
	progress) options+=' --format --output --as-of --department --indicator --encoding --color' ;;
	template) options+=' --unit --form --output' ;;
	init) options+=' --rules --period' ;;
	rules) options+=' --show --new --output --color' ;;
	esac
	if [[ $current == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
		return
	fi
	case $command in
	'') mapfile -t COMPREPLY < <(compgen -W 'score explain aggregate whatif goal check diff allocate sensitivity report progress ledger template init lint rules help version' -- "$current") ;;
	help) mapfile -t COMPREPLY < <(compgen -W 'score explain aggregate whatif goal check diff allocate sensitivity report progress ledger template init lint rules help version' -- "$current") ;;
	rules) mapfile -t COMPREPLY < <(compgen -W "$(_kaohe_ids)" -- "$current") ;;
	lint)
		mapfile -t COMPREPLY < <(compgen -W "$(_kaohe_ids)" -- "$current"; compgen -f -- "$current")
		compopt -o filenames 2>/dev/null ;;
	*) compopt -o default 2>/dev/null ;;
	esac
	return 0
}
complete -F _kaohe kaohe
