"""The network page and pictures: `scene` says what is drawn, `layout` where, `page` and `picture` how."""
