/** Marks sites on the base map the operator configured; marks that stand close are one. */
const frame = document.querySelector("[data-site-map]");
const { L } = window;

const MARK = 20;
const CLUSTER = 40;
const ONE = 13;

function base(map) {
  const { tiles, subdomains, maxZoom } = frame.dataset;
  for (const url of tiles.split("\n")) {
    // Some sources ask from which site they are called; they are told that, and no more.
    L.tileLayer(url, { subdomains, maxZoom: Number(maxZoom), referrerPolicy: "origin" }).addTo(map);
  }
}

function mark({ at, title, url }) {
  const icon = L.divIcon({ className: "site-mark", iconSize: [MARK, MARK] });
  const link = document.createElement("a");
  link.href = url;
  link.textContent = title;
  link.lang = "zh-Hans";
  return L.marker(at, { icon, title, alt: title, keyboard: true }).bindPopup(link);
}

function cluster(group) {
  const count = group.getChildCount();
  const icon = L.divIcon({ className: "site-cluster", iconSize: [CLUSTER, CLUSTER], html: count });
  // The icon is made before its element: name it once it stands on the map.
  group.once("add", () => group.getElement()?.setAttribute("aria-label", named(count)));
  return icon;
}

const named = (count) => frame.dataset.cluster.replace("{1}", count);

async function draw() {
  const answer = await fetch(frame.dataset.points);
  const { points } = await answer.json();
  const map = L.map(frame, { attributionControl: false, zoomControl: false });
  const { larger, smaller } = frame.dataset;
  L.control.zoom({ zoomInTitle: larger, zoomOutTitle: smaller }).addTo(map);
  base(map);
  const group = L.markerClusterGroup({ iconCreateFunction: cluster, showCoverageOnHover: false });
  const marks = new Map(points.map((point) => [String(point.id), mark(point)]));
  group.addLayers([...marks.values()]);
  map.addLayer(group);
  const asked = marks.get(frame.dataset.at);
  if (asked) {
    map.setView(asked.getLatLng(), ONE);
    group.zoomToShowLayer(asked, () => asked.openPopup());
  } else if (marks.size) {
    map.fitBounds(group.getBounds(), { padding: [24, 24], maxZoom: ONE });
  } else {
    map.setView([35, 105], 4);
  }
}

if (frame && L) draw();
