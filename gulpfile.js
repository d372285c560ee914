const { dest, parallel, src } = require('gulp');

/** What tsc does not copy: icons and codex of the nodes, icons of the credentials. */
function assets() {
	return src(['nodes/**/*.{svg,png}', 'nodes/**/*.node.json', 'credentials/**/*.{svg,png}'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

/** The templates travel inside dist as well, so that a node can point at them. */
function workflows() {
	return src('workflows/*.json').pipe(dest('dist/workflows'));
}

exports.default = parallel(assets, workflows);
