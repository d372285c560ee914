const { default: Sequencer } = require('@jest/test-sequencer');

/** The files share one n8n: always in the same order, whatever failed last time. */
module.exports = class extends Sequencer {
	sort(tests) {
		return [...tests].sort((a, b) => a.path.localeCompare(b.path));
	}
};
