// The whole front end of the single-page portal: routes by path, data by fetch.
(function () {
  'use strict';
  var app = document.getElementById('app');
  var size = 10;

  function call(path) {
    return fetch(path, {headers: {'Accept': 'application/json'}}).then(function (answer) {
      return answer.json();
    }).then(function (body) { return body.data; });
  }

  function text(value) {
    var node = document.createElement('i');
    node.textContent = value;
    return node.innerHTML;
  }

  function link(row) {
    return '<a href="' + row.url + '" title="' + text(row.title) + '">' + text(row.title) + '</a>';
  }

  function frame(site, inside) {
    var menus = site.menus.map(function (menu) {
      return menu.path === '/zwgk/tzgg' ? '<a href="' + menu.path + '">' + menu.name + '</a>' : '';
    }).join('');
    app.innerHTML = '<div class="app-header">' + site.top + '<span>' + site.weather + '</span></div>' +
      '<div class="app-menu"><a href="/">首页</a><a href="/zwgk">政务公开</a>' + menus + '</div>' +
      '<div class="app-main">' + inside + '</div><div class="app-footer">' + site.footer + '</div>';
  }

  function hub(site, name, links) {
    document.title = name + '-' + site.name;
    frame(site, '<h3>' + name + '</h3><ul>' + links.map(function (one) {
      return '<li><a href="' + one.path + '">' + one.name + '</a></li>';
    }).join('') + '</ul>');
  }

  function list(site, code) {
    var page = Number(new URLSearchParams(location.search).get('page') || 1);
    var query = '/api/article/page?columnCode=' + code + '&pageNum=' + page + '&pageSize=' + size;
    return call(query).then(function (data) {
      var menu = site.menus.filter(function (one) { return one.path === '/zwgk/' + code; })[0];
      var rows = data.records.map(function (row) {
        return '<li class="list-item">' + link(row) + '<span class="date">' + row.publishTime.slice(0, 10) + '</span></li>';
      }).join('');
      var pager = '<div class="el-pagination"><span>共 ' + data.total + ' 条</span>';
      for (var n = 1; n <= data.pages; n += 1) {
        pager += n === data.current ? '<b>' + n + '</b>' : '<a href="/zwgk/' + code + '?page=' + n + '">' + n + '</a>';
      }
      if (data.current < data.pages) {
        pager += '<a href="/zwgk/' + code + '?page=' + (data.current + 1) + '">下一页</a>';
      }
      document.title = menu.name + '-' + site.name;
      frame(site, '<h2>' + menu.name + '</h2><ul class="list">' + rows + '</ul>' + pager + '</div>');
    });
  }

  function step(words, row) {
    return row ? '<p class="step">' + words + '：' + link(row) + '</p>' : '';
  }

  function detail(site, id) {
    return call('/api/article/info?id=' + id).then(function (data) {
      document.title = data.title + '-' + site.name;
      frame(site, '<div class="crumb">首页 &gt; 政务公开 &gt; ' + data.columnName + '</div>' +
        '<h1 class="article-title">' + text(data.title) + '</h1><div class="article-info">发布时间：' +
        data.publishTime + '　来源：' + text(data.source) + '　浏览次数：' + data.viewCount + '　' + site.tools + '</div>' +
        '<div class="article-content">' + data.content + '</div><div class="article-tools">' + site.close + site.share +
        '</div>' + step('上一篇', data.prev) + step('下一篇', data.next) + '<div class="related"><h4>相关文章</h4><ul>' +
        data.related.map(function (row) { return '<li>' + link(row) + '</li>'; }).join('') + '</ul></div>');
    });
  }

  call('/api/site').then(function (site) {
    var parts = location.pathname.split('/').filter(Boolean);
    var columns = site.menus.filter(function (menu) { return menu.path !== '/zwgk/tzgg'; });
    if (parts[0] === 'detail') { return detail(site, parts[1]); }
    if (parts[0] === 'zwgk' && parts[1] === 'fdzdgknr') { return hub(site, '法定主动公开内容', columns); }
    if (parts[0] === 'zwgk' && parts[1]) { return list(site, parts[1]); }
    if (parts[0] === 'zwgk') { return hub(site, '政务公开', [{path: '/zwgk/fdzdgknr', name: '法定主动公开内容'}]); }
    return hub(site, '首页', [{path: '/zwgk', name: '政务公开'}]);
  });
}());
