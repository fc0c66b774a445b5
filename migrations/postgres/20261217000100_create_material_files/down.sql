DROP TABLE material_files;
