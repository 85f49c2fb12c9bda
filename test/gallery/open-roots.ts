// Closed roots hide what is in them from axe-core as well. Loaded first: Cordon's own code finds the method as it is from here on.
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function open(init) {
  return attach.call(this, { ...init, mode: 'open' });
};
