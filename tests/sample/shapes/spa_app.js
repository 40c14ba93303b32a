// The front end of the world `spa`: routes by path or by hash, rows with or without addresses, a pager of links or of buttons.
(function () {
  'use strict';
  var conf = __CONF__;
  var app = document.getElementById('app');

  function call(path, body) {
    var sent = body ? {method: 'POST', headers: {'Content-Type': 'application/json', 'X-Site': conf.site}, body: JSON.stringify(body)} : {headers: {'X-Site': conf.site}};
    return fetch(path, sent).then(function (answer) { return answer.json(); }).then(function (body) { return body.data; });
  }

  function text(value) {
    var node = document.createElement('i');
    node.textContent = value;
    return node.innerHTML;
  }

  function to(path) { return conf.hash ? '#' + path : path; }

  function address(row) { return row.url || to(conf.hash ? '/detail?id=' + row.id : '/detail/' + row.id); } // links

  function go(row) { __GO__; }

  function frame(site, inside) {
    app.innerHTML = '<div class="head">' + site.top + '</div><div class="menu"><a href="' + to('/') + '">首页</a>' +
      '<a href="' + to('/zwgk') + '">政务公开</a></div><div class="main">' + inside + '</div><div class="foot">' + site.footer + '</div>';
  }

  function rows(data) {
    return data.records.map(function (row) {
      if (conf.clicks) { return '<li class="row">' + text(row.title) + '<span>' + row.publishTime.slice(0, 10) + '</span></li>'; }
      return '<li><a href="' + address(row) + '">' + text(row.title) + '</a><span>' + row.publishTime.slice(0, 10) + '</span></li>';
    }).join('');
  }

  function pager(code, data) {
    var bar = '<div class="el-pagination"><span class="el-pagination__total">共 ' + data.total + ' 条</span>';
    for (var n = 1; n <= data.pages; n += 1) {
      bar += conf.buttons ? '<li class="number" data-page="' + n + '">' + n + '</li>' : '<a href="/zwgk/' + code + '?page=' + n + '">' + n + '</a>';
    }
    if (conf.buttons) { return bar + '<button class="btn-next">下一页</button></div>'; }
    return bar + (data.current < data.pages ? '<a href="/zwgk/' + code + '?page=' + (data.current + 1) + '">下一页</a>' : '') + '</div>';
  }

  function fetched(code, page) {
    if (conf.post) { return call('/api/search', {columnCode: code, pageNum: page, pageSize: conf.size}); }
    return call('/api/list?columnCode=' + code + '&pageNum=' + page + '&pageSize=' + conf.size);
  }

  function list(site, code, page) {
    return fetched(code, page).then(function (data) {
      document.title = data.name;
      frame(site, '<h2>' + data.name + '</h2><ul class="list">' + rows(data) + '</ul>' + pager(code, data));
      app.querySelectorAll('li.row').forEach(function (line, n) {
        line.addEventListener('click', function () { go(data.records[n]); });
      });
      app.querySelectorAll('li.number').forEach(function (button) {
        button.addEventListener('click', function () { list(site, code, Number(button.dataset.page)); });
      });
    });
  }

  function detail(site, id) {
    return call('/api/info?id=' + id).then(function (data) {
      document.title = data.title;
      frame(site, '<h1>' + text(data.title) + '</h1><div class="info">发布时间：' + data.publishTime + '　来源：' + text(data.source) +
        '　浏览次数：' + data.viewCount + '</div><div class="article-content">' + data.content + '</div>');
    });
  }

  function hub(site, name, links) {
    document.title = name;
    frame(site, '<h3>' + name + '</h3><ul>' + links.map(function (one) {
      return '<li><a href="' + to(one.path) + '">' + one.name + '</a></li>';
    }).join('') + '</ul>');
  }

  call('/api/site').then(function (site) {
    var route = conf.hash ? location.hash.slice(1) : location.pathname + location.search;
    var query = new URLSearchParams(route.split('?')[1] || '');
    var parts = route.split('?')[0].split('/').filter(Boolean);
    if (parts[0] === 'detail') { return detail(site, query.get('id') || parts[1]); }
    if (parts[0] === 'list') { return list(site, query.get('code'), 1); }
    if (parts[0] === 'zwgk' && parts[1]) { return list(site, parts[1], Number(query.get('page') || 1)); }
    if (parts[0] === 'zwgk') { return hub(site, '政务公开', site.columns); }
    return hub(site, '首页', [{path: '/zwgk', name: '政务公开'}]);
  });
}());
