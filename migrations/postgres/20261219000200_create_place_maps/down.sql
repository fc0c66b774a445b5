DROP TABLE place_maps;
