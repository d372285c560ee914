/* The shop's own script: a banner of its own, a data layer as Google Analytics wants it, and a page of stories. */
window.cdp = window.cdp || { q: [] };
window.dataLayer = window.dataLayer || [];
function gtag() {
	window.dataLayer.push(arguments);
}
function tell(...command) {
	if (window.cdp.q) window.cdp.q.push(command);
	else window.cdp[command[0]](...command.slice(1));
}

const MUG = { item_id: 'M-1', item_name: 'Blue mug', item_category: 'mugs', price: 12.5, quantity: 1 };

function decide(answer) {
	localStorage.setItem('shop_consent', JSON.stringify(answer));
	document.getElementById('banner').hidden = true;
	tell('consent', answer);
}

function start() {
	const answer = localStorage.getItem('shop_consent');
	if (answer) tell('consent', JSON.parse(answer));
	else document.getElementById('banner').hidden = false;
	const on = (id, work) => document.getElementById(id)?.addEventListener('click', work);
	on('yes', () => decide({ advertising: true, analytics: true }));
	on('no', () => decide({ advertising: false, analytics: false }));
	on('withdraw', () => decide({ advertising: false, analytics: false }));
	on('erase', () => {
		localStorage.removeItem('shop_consent');
		tell('erase');
	});
	on('add', () => gtag('event', 'add_to_cart', { currency: 'EUR', value: 12.5, items: [MUG] }));
	on('buy', () =>
		window.dataLayer.push({
			event: 'purchase',
			ecommerce: { transaction_id: 'T-1', currency: 'EUR', value: 12.5, items: [MUG] },
		}),
	);
	on('next', () => {
		history.pushState({}, '', '/app/two?utm_source=letter&utm_campaign=may');
		document.title = 'The second story';
		document.getElementById('title').textContent = document.title;
	});
	window.shopWorks = true;
}

document.addEventListener('DOMContentLoaded', start);
